package io.relance.journey.gate;

import io.relance.journey.run.Reentry;
import java.util.List;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** A journey starts on one named activity, can run, and says how long its past is kept. */
final class ProcessRules {

    private ProcessRules() {}

    static void check(Element root, Findings findings) {
        root.elements("process").forEach(process -> checkProcess(process, findings));
    }

    private static void checkProcess(Element process, Findings findings) {
        String timeToLive = Xml.camunda(process, "historyTimeToLive");
        if (timeToLive == null || timeToLive.isBlank()) {
            findings.add(process, "the process has no time to live; set camunda:historyTimeToLive, P180D say");
        }
        if (!"true".equals(process.attribute("isExecutable"))) {
            findings.add(process, "the process cannot run; tick Executable (isExecutable) in Modeler");
        }
        List<Element> starts = process.elements("startEvent");
        if (starts.size() != 1 || starts.get(0).element("messageEventDefinition") == null) {
            findings.add(
                    process,
                    "a journey has exactly one start event, a message start event whose message is the activity"
                            + " that starts it");
            return;
        }
        try {
            Reentry.of(Xml.properties(starts.get(0)).get("reentry"));
        } catch (IllegalArgumentException e) {
            findings.add(starts.get(0), e.getMessage());
        }
    }
}
