package io.github.vrrp4j.examples.node.config;

/** The list of all keys as Markdown. */
final class ReferenceText {
    static final String START = "<!-- keys: from Schema.java, kept by ReferenceTest -->\n";

    private ReferenceText() {}

    static String markdown() {
        StringBuilder text = new StringBuilder(START);
        for (Section section : Schema.SECTIONS) {
            text.append("\n### ").append(section.title()).append("\n\n");
            text.append(Character.toUpperCase(section.where().charAt(0)))
                    .append(section.where().substring(1))
                    .append(".\n\n| key | values | default | |\n|---|---|---|---|\n");
            for (Section.Key key : section.keys()) {
                String standard = key.defaultYaml();
                text.append("| `")
                        .append(key.name())
                        .append("` | ")
                        .append(key.values())
                        .append(" | ")
                        .append(standard == null ? key.otherwise() : "`" + standard + "`")
                        .append(" | ")
                        .append(key.text())
                        .append(" |\n");
            }
        }
        return text.toString();
    }
}
