package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@RelanceTest
class StartTests {

    @Autowired
    ApplicationContext context;

    @Test
    void starts() {
        assertThat(context.getId()).isNotNull();
    }
}
