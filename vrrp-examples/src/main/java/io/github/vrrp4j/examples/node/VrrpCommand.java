package io.github.vrrp4j.examples.node;

import io.github.vrrp4j.examples.node.check.CheckCommand;
import io.github.vrrp4j.examples.node.check.ExplainCommand;
import io.github.vrrp4j.examples.node.control.AnnounceCommand;
import io.github.vrrp4j.examples.node.control.EventsCommand;
import io.github.vrrp4j.examples.node.control.MaintenanceCommand;
import io.github.vrrp4j.examples.node.control.PeersCommand;
import io.github.vrrp4j.examples.node.control.PriorityCommand;
import io.github.vrrp4j.examples.node.control.RelinquishCommand;
import io.github.vrrp4j.examples.node.control.ReloadCommand;
import io.github.vrrp4j.examples.node.control.StatusCommand;
import io.github.vrrp4j.examples.node.demo.CloudProvider;
import io.github.vrrp4j.examples.node.demo.DemoClient;
import io.github.vrrp4j.examples.node.demo.DemoCommand;
import io.github.vrrp4j.examples.node.demo.DemoHost;
import io.github.vrrp4j.examples.node.demo.DemoServer;
import io.github.vrrp4j.examples.node.demo.RedisWriter;
import io.github.vrrp4j.examples.node.doctor.DoctorCommand;
import io.github.vrrp4j.examples.node.keepalived.ConvertCommand;
import io.github.vrrp4j.examples.node.manual.CompletionCommand;
import io.github.vrrp4j.examples.node.manual.ManCommand;
import io.github.vrrp4j.examples.node.monitor.MonitorCommand;
import io.github.vrrp4j.examples.node.run.CleanupCommand;
import io.github.vrrp4j.examples.node.run.RunCommand;
import io.github.vrrp4j.examples.node.run.WarmUpCommand;
import io.github.vrrp4j.examples.node.simulate.SimulateCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code vrrp}, and the commands that it has, in the order of the help. */
@Command(
        name = "vrrp",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            ConvertCommand.class,
            DoctorCommand.class,
            StatusCommand.class,
            PeersCommand.class,
            EventsCommand.class,
            PriorityCommand.class,
            RelinquishCommand.class,
            MaintenanceCommand.class,
            AnnounceCommand.class,
            ReloadCommand.class,
            MonitorCommand.class,
            CleanupCommand.class,
            SimulateCommand.class,
            CompletionCommand.class,
            ManCommand.class,
            HelpCommand.class,
            WarmUpCommand.class,
            DemoHost.class,
            DemoServer.class,
            DemoClient.class,
            RedisWriter.class,
            CloudProvider.class
        },
        synopsisSubcommandLabel = "COMMAND",
        description = "VRRPv3 (RFC 5798, RFC 9568) virtual routers in Java.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:ended as asked",
            "1:cannot run: missing capabilities, or the system refused",
            "2:a mistake in the configuration file or on the command line; nothing was started"
        })
final class VrrpCommand {}
