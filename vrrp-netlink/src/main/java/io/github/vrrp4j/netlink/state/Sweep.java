package io.github.vrrp4j.netlink.state;

import io.github.vrrp4j.netlink.Leftover;
import io.github.vrrp4j.netlink.Leftover.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through all files of a state directory once, while it is held. */
final class Sweep {

    private static final String REMEDY =
            "; look with ip address and ip route whether something is left, then delete the file";

    private static final int MAX_TEXT = 500;

    private final StateDirectory directory;
    private final Owner self;
    private final @Nullable Map<String, Remover> removers;

    /** What living processes may have: it is theirs now, whoever put it there. */
    private final Set<String> inUse = new HashSet<>();

    private final List<Leftover> report = new ArrayList<>();

    /** @param removers by the kinds of things; null to look only */
    Sweep(StateDirectory directory, Owner self, @Nullable Map<String, Remover> removers) {
        this.directory = directory;
        this.self = self;
        this.removers = removers;
    }

    List<Leftover> run() throws IOException {
        Map<String, LockedFile> dead = new LinkedHashMap<>();
        try {
            for (String name : directory.names()) {
                // A lock of this very process would be lost by looking whether it is held.
                LockedFile lock = name.startsWith(self.prefix()) ? null : LockedFile.tryLock(directory.lockFile(name));
                if (lock == null) {
                    keep(name);
                } else {
                    dead.put(name, lock);
                }
            }
            for (String name : dead.keySet()) {
                sweep(name);
            }
        } finally {
            for (LockedFile lock : dead.values()) {
                lock.close();
            }
        }
        return report;
    }

    private void keep(String name) throws IOException {
        StateText text = read(name);
        if (text == null) {
            return;
        }
        boolean here = isHere(text.owner());
        if (here) {
            inUse.addAll(text.lines());
        }
        if (!name.startsWith(self.prefix())) {
            String where = here ? "" : " in network namespace " + text.owner().namespace();
            tell(Outcome.IN_USE, name, "process " + text.owner().pid() + where + " lives: left alone");
        }
    }

    private void sweep(String name) throws IOException {
        StateText text = read(name);
        if (text == null) {
            if (removers != null && !Files.exists(directory.stateFile(name))) {
                directory.delete(name);
            }
            return;
        }
        Owner owner = text.owner();
        if (!owner.boot().equals(self.boot())) {
            obsolete(name, "of process " + owner.pid() + " before this machine started");
        } else if (isHere(owner)) {
            if (removers == null) {
                found(name, text);
            } else {
                remove(name, text, removers);
            }
        } else if (directory.namespaces().isGone(owner.namespace())) {
            String where = "of process " + owner.pid() + " in network namespace " + owner.namespace();
            obsolete(name, where + ", which is gone");
        } else {
            String where = "of process " + owner.pid() + " in network namespace " + owner.namespace();
            tell(Outcome.ELSEWHERE, name, where + ": left alone; it can be removed from there");
        }
    }

    private void obsolete(String name, String text) throws IOException {
        if (removers != null) {
            directory.delete(name);
        }
        tell(Outcome.OBSOLETE, name, text + (removers == null ? "" : ": deleted"));
    }

    private void found(String name, StateText text) {
        for (String line : text.lines()) {
            if (!inUse.contains(line)) {
                tell(Outcome.FOUND, name, line + " of process " + text.owner().pid() + ", which is gone");
            }
        }
    }

    private boolean isHere(Owner owner) {
        return owner.boot().equals(self.boot()) && owner.namespace() == self.namespace();
    }

    /** The text of a state file; null if there is none, or it cannot be read, which is told. */
    private @Nullable StateText read(String name) throws IOException {
        try (InputStream in = Files.newInputStream(directory.stateFile(name))) {
            return StateText.parse(in.readNBytes(StateText.MAX_OCTETS + 1));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IllegalArgumentException e) {
            tell(Outcome.FAILED, name, "damaged, " + e.getMessage() + REMEDY);
            return null;
        }
    }

    /** What came last goes first. */
    private void remove(String name, StateText text, Map<String, Remover> removers) throws IOException {
        List<String> left = new ArrayList<>();
        for (int i = text.lines().size() - 1; i >= 0; i--) {
            String line = text.lines().get(i);
            if (!inUse.contains(line) && !isRemoved(name, text.owner(), line, removers)) {
                left.add(0, line);
            }
        }
        if (left.isEmpty()) {
            directory.delete(name);
        } else {
            if (left.size() < text.lines().size()) {
                OwnFile.write(directory, name, new StateText(text.owner(), left));
            }
            Files.deleteIfExists(directory.temporaryFile(name));
        }
    }

    private boolean isRemoved(String name, Owner owner, String line, Map<String, Remover> removers) {
        Holding holding;
        try {
            holding = Holding.parse(line);
        } catch (IllegalArgumentException e) {
            tell(Outcome.FAILED, name, "line " + StateText.quote(line) + " is damaged, " + e.getMessage() + REMEDY);
            return false;
        }
        Remover remover = removers.get(holding.kind());
        if (remover == null) {
            tell(
                    Outcome.FAILED,
                    name,
                    "line " + StateText.quote(line) + " is of a kind that this version does not know" + REMEDY);
            return false;
        }
        try {
            if (remover.remove(holding)) {
                tell(Outcome.REMOVED, name, "removed " + line + " that process " + owner.pid() + " left");
            }
            return true;
        } catch (IOException e) {
            tell(
                    Outcome.FAILED,
                    name,
                    "not removed " + line + " that process " + owner.pid() + " left: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            tell(Outcome.FAILED, name, "line " + StateText.quote(line) + " is damaged, " + e.getMessage() + REMEDY);
        }
        return false;
    }

    private void tell(Outcome outcome, String name, String text) {
        report.add(new Leftover(outcome, directory.stateFile(name), StateText.printable(text, MAX_TEXT)));
    }
}
