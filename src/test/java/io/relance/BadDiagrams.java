package io.relance;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What is changed in the good quiz, one thing at a time, so that it must be refused. */
final class BadDiagrams {

    private static final String THANK_PROPERTY = "<camunda:property name=\"template\" value=\"quiz-thanks\" />";
    private static final String CONDITION = "${trigger.score &gt;= 3}";
    private static final String THANK = "camunda:delegateExpression=\"${sendEmail}\"";
    private static final String LISTENER_PLACE = "<extensionElements><camunda:properties>\n        " + THANK_PROPERTY;

    private BadDiagrams() {}

    /** What is changed in which file, and which element must be named in which words. */
    static Stream<Arguments> changes() {
        return Stream.of(scripts(), listeners(), code(), expressions(), references(), shape(), userTasks(), tables())
                .flatMap(stream -> stream);
    }

    private static Stream<Arguments> scripts() {
        return Stream.of(
                quiz(
                        "a script task",
                        "<exclusiveGateway id=\"good\"",
                        "<scriptTask id=\"run\" scriptFormat=\"groovy\"><script>x</script></scriptTask><exclusiveGateway"
                                + " id=\"good\"",
                        "run",
                        "scripts are refused"),
                quiz(
                        "a condition in a script language",
                        "<conditionExpression xsi:type=\"tFormalExpression\">" + CONDITION,
                        "<conditionExpression xsi:type=\"tFormalExpression\" language=\"groovy\">true",
                        "yes",
                        "not a script"),
                quiz(
                        "an input mapping by script",
                        LISTENER_PLACE,
                        "<extensionElements><camunda:inputOutput><camunda:inputParameter name=\"x\"><camunda:script"
                                + " scriptFormat=\"groovy\">1</camunda:script></camunda:inputParameter>"
                                + "</camunda:inputOutput><camunda:properties>" + THANK_PROPERTY,
                        "thank",
                        "'inputOutput' is not in the vocabulary"));
    }

    private static Stream<Arguments> listeners() {
        return Stream.of(
                        "camunda:class=\"java.lang.Runtime\"",
                        "camunda:expression=\"${x}\"",
                        "camunda:delegateExpression=\"${sendEmail}\"",
                        "")
                .map(how -> quiz(
                        "an execution listener with " + how,
                        LISTENER_PLACE,
                        "<extensionElements><camunda:executionListener event=\"start\" " + how + "><camunda:script"
                                + " scriptFormat=\"groovy\">x</camunda:script></camunda:executionListener>"
                                + "<camunda:properties>" + THANK_PROPERTY,
                        "thank",
                        "listeners are refused"));
    }

    private static Stream<Arguments> code() {
        return Stream.of(
                quiz("a class", THANK, "camunda:class=\"java.lang.Runtime\"", "thank", "camunda:class"),
                quiz(
                        "a class by the engine's old name",
                        THANK,
                        "xmlns:old=\"http://activiti.org/bpmn\" old:class=\"java.lang.Runtime\"",
                        "thank",
                        "camunda:class"),
                quiz("an expression", THANK, "camunda:expression=\"${x}\"", "thank", "camunda:expression"),
                quiz(
                        "an external task",
                        THANK,
                        "camunda:type=\"external\" camunda:topic=\"x\"",
                        "thank",
                        "camunda:type"),
                quiz("no step at all", THANK, "", "thank", "a service task needs"),
                quiz("an unknown bean", "${sendEmail}", "${sendFax}", "thank", "'${sendFax}' is not a step"),
                quiz(
                        "a connector",
                        LISTENER_PLACE,
                        "<extensionElements><camunda:connector><camunda:connectorId>http</camunda:connectorId>"
                                + "</camunda:connector><camunda:properties>" + THANK_PROPERTY,
                        "thank",
                        "connectors are refused"),
                quiz(
                        "code behind an end event",
                        "<endEvent id=\"lost\" name=\"Lost\" />",
                        "<endEvent id=\"lost\" name=\"Lost\"><messageEventDefinition messageRef=\"quiz_taken\""
                                + " camunda:delegateExpression=\"${sendFax}\" /></endEvent>",
                        "lost",
                        "camunda:delegateExpression"),
                quiz(
                        "code behind a gateway",
                        "<exclusiveGateway id=\"good\"",
                        "<exclusiveGateway camunda:delegateExpression=\"${sendEmail}\" id=\"good\"",
                        "good",
                        "camunda:delegateExpression"),
                quiz(
                        "a receive task, which nothing wakes",
                        "<exclusiveGateway id=\"good\"",
                        "<receiveTask id=\"get\" messageRef=\"quiz_taken\" /><exclusiveGateway id=\"good\"",
                        "get",
                        "message catch event"),
                quiz(
                        "a call activity",
                        "<exclusiveGateway id=\"good\"",
                        "<callActivity id=\"call\" calledElement=\"quiz\" /><exclusiveGateway id=\"good\"",
                        "call",
                        "'callActivity' is not in the vocabulary"));
    }

    private static Stream<Arguments> expressions() {
        List<Arguments> changes = new ArrayList<>();
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("${''.getClass()}", "getClass");
        bad.put("${'}'.getClass().forName('java.lang.Runtime')}", "getClass");
        bad.put("${execution.getVariable('x')}", "execution.getVariable");
        bad.put("${runtimeService.createProcessInstanceQuery()}", "runtimeService.createProcessInstanceQuery");
        bad.put("${cart['class']}", "[");
        bad.put("${contact.mayReceive('email').toString()}", "toString");
        bad.put("${unheard.of &gt; 1}", "'unheard.of' is not in the vocabulary");
        bad.put("${cart.totl &gt; 1}", "'cart.totl' is not in the vocabulary");
        bad.put("#{runtimeService}", "'runtimeService' is not in the vocabulary");
        bad.put("${now()}", "now");
        bad.put("${cart.total &gt;}", "is not a complete expression");
        bad.put("${cart.total", "is not a complete expression");
        bad.forEach((text, words) -> {
            changes.add(quiz("the condition " + text, CONDITION, text, "yes", words));
            changes.add(quiz("the start's onlyIf " + text, "${trigger.score &gt;= 1}", text, "taken", words));
            changes.add(quiz("the catch's onlyIf " + text, "${activity.right}", text, "answered", words));
            changes.add(quiz("the timer " + text, ">PT1H<", ">" + text + "<", "pause", words));
            changes.add(
                    quiz("the recorded property " + text, "\"${trigger.score}\"", "\"" + text + "\"", "win", words));
            changes.add(prize("the due date " + text, "${timing.after('now', 'PT48H')}", text, "pack", words));
            changes.add(prize("the task's name " + text, "\"Pack the prize\"", "\"" + text + "\"", "pack", words));
        });
        return changes.stream();
    }

    private static Stream<Arguments> references() {
        return Stream.of(
                quiz(
                        "a confirmation of consent",
                        "quiz-thanks",
                        "confirm-email",
                        "thank",
                        "accepted: any other published email template"),
                quiz(
                        "a blank offer",
                        THANK_PROPERTY,
                        "<camunda:property name=\"offer\" value=\"   \" />" + THANK_PROPERTY,
                        "thank",
                        "accepted: an offer's name"),
                quiz("an unknown template", "quiz-thanks", "quiz-thank", "thank", "no email template 'quiz-thank'"),
                quiz(
                        "a template without a text message",
                        THANK,
                        "camunda:delegateExpression=\"${sendSms}\"",
                        "thank",
                        "no sms template 'quiz-thanks'"),
                quiz(
                        "an unknown offer",
                        THANK + ">\n      <extensionElements><camunda:properties>\n        " + THANK_PROPERTY,
                        "camunda:delegateExpression=\"${issueCoupon}\"><extensionElements><camunda:properties>"
                                + "<camunda:property name=\"offer\" value=\"half-price\" />",
                        "thank",
                        "no offer 'half-price'"),
                prize(
                        "an unknown decision",
                        "\"prize\" camunda:resultV",
                        "\"price\" camunda:resultV",
                        "choose",
                        "'price'"),
                prize("an unknown form", "\"pack-prize\"", "\"pack-price\"", "pack", "no form 'pack-price'"),
                quiz("an unknown property", "name=\"template\"", "name=\"templat\"", "thank", "no property 'templat'"),
                quiz("an unknown start property", "\"reentry\"", "\"reentri\"", "taken", "no property 'reentri'"),
                quiz(
                        "an unknown property of a task",
                        "<exclusiveGateway id=\"good\" name=\"Good score?\" default=\"no\" />",
                        "<exclusiveGateway id=\"good\" name=\"Good score?\" default=\"no\"><extensionElements>"
                                + "<camunda:properties><camunda:property name=\"onlyIf\" value=\"x\" />"
                                + "</camunda:properties></extensionElements></exclusiveGateway>",
                        "good",
                        "no property 'onlyIf'"),
                quiz("a rule of re-entry nobody knows", "\"once\"", "\"twice\"", "taken", "twice"),
                quiz("a condition that is none", "${activity.right}", "yes please", "answered", "onlyIf"));
    }

    private static Stream<Arguments> shape() {
        return Stream.of(
                quiz("no time to live", " camunda:historyTimeToLive=\"P30D\"", "", "quiz", "no time to live"),
                quiz("nothing that can run", "isExecutable=\"true\"", "isExecutable=\"false\"", "quiz", "isExecutable"),
                quiz(
                        "two starts",
                        "<exclusiveGateway id=\"good\"",
                        "<startEvent id=\"again\"><messageEventDefinition messageRef=\"question_answered\" />"
                                + "</startEvent><exclusiveGateway id=\"good\"",
                        "quiz",
                        "exactly one start event"),
                quiz(
                        "a start that is no message",
                        "<messageEventDefinition messageRef=\"quiz_taken\" />",
                        "",
                        "quiz",
                        "message start event"),
                quiz(
                        "an event without a message",
                        " messageRef=\"question_answered\"",
                        "",
                        "answered",
                        "no message name"),
                quiz("a message without a name", " name=\"Question Answered\"", "", "answered", "no message name"),
                quiz(
                        "a wait for an opening",
                        " name=\"Question Answered\"",
                        " name=\"email opened\"",
                        "answered",
                        "no journey is moved by an opening"),
                quiz(
                        "a loop without a wait",
                        "sourceRef=\"win\" targetRef=\"won\"",
                        "sourceRef=\"win\" targetRef=\"good\"",
                        "",
                        "loop without a wait"),
                quiz(
                        "a send that fails back into itself",
                        "<exclusiveGateway id=\"good\"",
                        "<boundaryEvent id=\"failed\" attachedToRef=\"thank\"><errorEventDefinition /></boundaryEvent>"
                                + "<sequenceFlow id=\"f9\" sourceRef=\"failed\" targetRef=\"thank\" /><exclusiveGateway"
                                + " id=\"good\"",
                        "",
                        "loop without a wait"),
                quiz(
                        "an unknown property of an event sub-process",
                        "<exclusiveGateway id=\"good\"",
                        "<subProcess id=\"exit\" triggeredByEvent=\"true\"><startEvent id=\"left\"><extensionElements>"
                                + "<camunda:properties><camunda:property name=\"onlyIff\" value=\"x\" />"
                                + "</camunda:properties></extensionElements><messageEventDefinition"
                                + " messageRef=\"quiz_taken\" /></startEvent><endEvent id=\"out\" /><sequenceFlow"
                                + " id=\"f8\" sourceRef=\"left\" targetRef=\"out\" /></subProcess><exclusiveGateway"
                                + " id=\"good\"",
                        "left",
                        "no property 'onlyIff'"),
                quiz(
                        "a repeating timer",
                        "<timeDuration xsi:type=\"tFormalExpression\">PT1H</timeDuration>",
                        "<timeCycle xsi:type=\"tFormalExpression\">R/PT1H</timeCycle>",
                        "pause",
                        "a duration or a date"),
                quiz(
                        "DOCTYPE",
                        "<definitions",
                        "<!DOCTYPE x [<!ENTITY e \"x\">]><definitions",
                        "definitions",
                        "DOCTYPE"),
                quiz("no XML", "</definitions>", "", "definitions", "not XML"));
    }

    private static Stream<Arguments> userTasks() {
        return Stream.of(
                prize(
                        "an embedded form",
                        "camunda:formRef=\"pack-prize\" camunda:formRefBinding=\"latest\"",
                        "camunda:formKey=\"embedded:app:forms/x.html\"",
                        "pack",
                        "embedded:"),
                prize(
                        "no form",
                        "camunda:formRef=\"pack-prize\" camunda:formRefBinding=\"latest\"",
                        "",
                        "pack",
                        "formRef"),
                prize(
                        "a generated form",
                        "camunda:dueDate=\"${timing.after('now', 'PT48H')}\" />",
                        "><extensionElements><camunda:formData><camunda:formField id=\"x\" type=\"string\" />"
                                + "</camunda:formData></extensionElements></userTask>",
                        "pack",
                        "'formData' is not in the vocabulary"),
                prize(
                        "a task listener",
                        "camunda:dueDate=\"${timing.after('now', 'PT48H')}\" />",
                        "><extensionElements><camunda:taskListener event=\"create\" class=\"x\" /></extensionElements>"
                                + "</userTask>",
                        "pack",
                        "listeners are refused"),
                change(
                        "a form with html",
                        "pack-prize.form",
                        "\"type\": \"text\"",
                        "\"type\": \"html\"",
                        "what",
                        "'html'"),
                change(
                        "a form with a frame",
                        "pack-prize.form",
                        "\"type\": \"textarea\"",
                        "\"type\": \"iframe\"",
                        "note",
                        "'iframe'"),
                change(
                        "a form that is no JSON",
                        "pack-prize.form",
                        "\"components\"",
                        "components",
                        "pack-prize.form",
                        "JSON"));
    }

    private static Stream<Arguments> tables() {
        return Stream.of(
                table(
                        "JUEL",
                        "typeRef=\"number\"",
                        "typeRef=\"number\" expressionLanguage=\"juel\"",
                        "score-read",
                        "juel"),
                table("Groovy", "id=\"high-if\"", "id=\"high-if\" expressionLanguage=\"groovy\"", "high-if", "groovy"),
                table(
                        "JavaScript",
                        "id=\"low-then\"",
                        "id=\"low-then\" expressionLanguage=\"javascript\"",
                        "low-then",
                        "FEEL"),
                table(
                        "Groovy for all",
                        "name=\"Prize\" namespace",
                        "name=\"Prize\" expressionLanguage=\"groovy\" namespace",
                        "prize-definitions",
                        "groovy"),
                table("an unknown input", "trigger.score", "tigger.score", "score-read", "'tigger.score'"),
                table("an unknown word in a cell", "&gt;= 4", "&gt;= tigger.score", "high-if", "'tigger.score'"),
                table("text without quotes in a cell", "&gt;= 4", "high", "high-if", "'high'"),
                table("an unknown word in an answer", "\"cup\"", "cup", "high-then", "'cup'"),
                table("no FEEL in an answer", "\"cup\"", "\"cup", "high-then", "FEEL"),
                table("no time to live", " camunda:historyTimeToLive=\"P30D\"", "", "prize", "historyTimeToLive"),
                table(
                        "DOCTYPE",
                        "<definitions",
                        "<!DOCTYPE x [<!ENTITY e \"x\">]><definitions",
                        "definitions",
                        "DOCTYPE"));
    }

    private static Arguments quiz(String what, String from, String to, String element, String words) {
        return change(what, "quiz.bpmn", from, to, element, words);
    }

    private static Arguments prize(String what, String from, String to, String element, String words) {
        return change(what, "quiz-prize.bpmn", from, to, element, words);
    }

    private static Arguments table(String what, String from, String to, String element, String words) {
        return change(what + " in a table", "prize.dmn", from, to, element, words);
    }

    private static Arguments change(String what, String file, String from, String to, String element, String words) {
        return arguments(what, file, from, to, element, words);
    }
}
