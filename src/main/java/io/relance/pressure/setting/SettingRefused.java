package io.relance.pressure.setting;

/** A setting that makes no sense; the message names it and what it accepts. */
class SettingRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    SettingRefused(String where, String accepted) {
        super(where + " accepts " + accepted);
    }
}
