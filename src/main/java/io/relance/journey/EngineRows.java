package io.relance.journey;

import io.relance.contact.PersonalData.Held;
import java.util.List;
import java.util.stream.Stream;

/** The engine's tables that may say something of a run, beside what people write there. */
final class EngineRows {

    static final String OF_RUN = "t.proc_inst_id_ = any(:instances)";

    private EngineRows() {}

    static List<Held> untold() {
        Stream<String> byInstance = Stream.of(
                "act_hi_op_log",
                "act_hi_varinst",
                "act_hi_detail",
                "act_hi_actinst",
                "act_hi_taskinst",
                "act_hi_procinst",
                "act_hi_incident",
                "act_hi_ext_task_log");
        return Stream.concat(
                        byInstance.map(table -> Held.untold(table, OF_RUN)),
                        Stream.of(
                                Held.untold("act_hi_job_log", "t.process_instance_id_ = any(:instances)"),
                                Held.untold("act_hi_identitylink", "t.root_proc_inst_id_ = any(:instances)")))
                .toList();
    }
}
