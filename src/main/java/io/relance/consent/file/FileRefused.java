package io.relance.consent.file;

import java.util.List;

/** Nothing of a file is done, because some of it is wrong. */
public class FileRefused extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<BadLine> lines;

    /** For these reasons, at least one. */
    public FileRefused(List<BadLine> lines) {
        super(lines.size() + " lines are wrong");
        this.lines = List.copyOf(lines);
    }

    /** Every line that is wrong. */
    public List<BadLine> lines() {
        return lines;
    }
}
