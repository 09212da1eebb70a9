package io.github.vrrp4j.examples.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.doctor.Finding.Result;
import io.github.vrrp4j.packet.AddressFamily;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rulesets as nft 1.0 prints them. */
class FirewallChecksTest {
    private static final String DROPPING = """
            table inet filter {
            	chain input {
            		type filter hook input priority filter; policy drop;
            		ct state established,related accept
            		tcp dport 22 accept
            	}

            	chain forward {
            		type filter hook forward priority filter; policy drop;
            	}
            }
            """;

    @Test
    void anInputChainThatDropsByDefaultAndKnowsNoVrrpIsAWarning() {
        assertThat(input(DROPPING)).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.WARN);
            assertThat(finding.remedy()).startsWith("nft insert rule inet filter input meta l4proto 112 accept; ");
        });
    }

    @Test
    void soIsOneThatEndsWithARuleThatDrops() {
        String ending = DROPPING.replace("policy drop", "policy accept")
                .replace("tcp dport 22 accept", "counter packets 12 bytes 840 drop");

        assertThat(input(ending)).singleElement().matches(finding -> finding.result() == Result.WARN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meta l4proto vrrp accept",
                "ip protocol 112 accept",
                "ip daddr 224.0.0.18 accept",
                "ip6 daddr ff02::12 accept"
            })
    void aRuleThatKnowsVrrpIsTrusted(String rule) {
        assertThat(input(DROPPING.replace("tcp dport 22 accept", rule)))
                .singleElement()
                .matches(finding -> finding.result() == Result.OK);
    }

    @Test
    void whatIsNoInputChainOfTheFamilyDoesNotMatter() {
        assertThat(input("")).singleElement().matches(finding -> finding.result() == Result.OK);
        assertThat(input(DROPPING.replace("policy drop", "policy accept")))
                .singleElement()
                .matches(finding -> finding.result() == Result.OK);
        assertThat(FirewallChecks.input(DROPPING.replace("table inet", "table ip6"), EnumSet.of(AddressFamily.IPV4)))
                .singleElement()
                .matches(finding -> finding.result() == Result.OK);
    }

    @Test
    void nftThatIsMissingOrUselessMattersOnlyToWhoNeedsIt() {
        Program missing = new Program(false, -1, "error=2");
        Program refused = new Program(true, 1, "not permitted\nmore");

        assertThat(FirewallChecks.nft(new Program(true, 0, ""), true, true).result())
                .isEqualTo(Result.OK);
        assertThat(FirewallChecks.nft(missing, false, true).result()).isEqualTo(Result.OK);
        assertThat(FirewallChecks.nft(missing, true, false))
                .extracting(Finding::result, Finding::text)
                .containsExactly(Result.FAIL, "the program nft is missing; accept-mode: false needs it");
        assertThat(FirewallChecks.nft(refused, true, true).result()).isEqualTo(Result.FAIL);
        assertThat(FirewallChecks.nft(refused, true, false).result()).isEqualTo(Result.WARN);
        assertThat(FirewallChecks.nft(refused, false, true))
                .matches(finding -> finding.result() == Result.WARN)
                .extracting(Finding::text)
                .asString()
                .endsWith("needs: not permitted");
    }

    @Test
    void theFirstOfSeveralProgramsThatIsThereIsRun() {
        assertThat(Program.runFirst(List.of("/nonexistent/sh", "sh", "false"), "-c", "echo yes"))
                .isEqualTo(new Program(true, 0, "yes\n"));
        assertThat(Program.runFirst(List.of("/nonexistent/a", "/nonexistent/b")).found())
                .isFalse();
    }

    @Test
    void aProgramThatIsNotThereIsNotFound() {
        assertThat(Program.run("/nonexistent/nft").found()).isFalse();
        assertThat(Program.run("sh", "-c", "echo out; echo err >&2; exit 3"))
                .isEqualTo(new Program(true, 3, "out\nerr\n"));
    }

    private static List<Finding> input(String ruleset) {
        return FirewallChecks.input(ruleset, EnumSet.allOf(AddressFamily.class));
    }
}
