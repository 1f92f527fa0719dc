package planted.relance.shop;

import org.camunda.bpm.engine.RuntimeService;

public class EngineUser {

    RuntimeService engine;
}
