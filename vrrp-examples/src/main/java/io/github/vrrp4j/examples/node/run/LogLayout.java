package io.github.vrrp4j.examples.node.run;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** One line for each event: ISO 8601 time with milliseconds and offset, level, message. */
final class LogLayout extends LayoutBase<ILoggingEvent> {
    private final DateTimeFormatter time;

    LogLayout(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").withZone(zone);
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        return time.format(Instant.ofEpochMilli(event.getTimeStamp())) + " " + event.getLevel() + " "
                + oneLine(event.getFormattedMessage() + error(event.getThrowableProxy())) + System.lineSeparator();
    }

    /** Where an error was thrown; the message of its line says what it was. */
    private static String error(@Nullable IThrowableProxy error) {
        if (error == null || error.getStackTraceElementProxyArray().length == 0) {
            return "";
        }
        StackTraceElementProxy top = error.getStackTraceElementProxyArray()[0];
        return " (" + error.getClassName() + ", " + top.getSTEAsString() + ")";
    }

    private static String oneLine(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
