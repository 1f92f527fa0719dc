package io.relance.journey.gate;

import org.camunda.bpm.engine.impl.util.xml.Element;

/** Where a check writes down what a diagram may not do. */
interface Findings {

    /** A rule is broken at an element; the sentence says which and what is accepted. */
    void add(Element element, String sentence);
}
