package io.relance.bench;

import io.relance.node.Answering;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * W4's other side: Camunda's Spring Boot starter as it comes, with full history and its own job executor. One command
 * per start and one correlation per message, by business key, on four threads.
 */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    CamundaBpmAutoConfiguration.class
})
class StockEngine implements Answering {

    private static final int THREADS = 4;
    private static final double NANOS = 1e9;

    private final RuntimeService runtime;
    private final JobExecutor executor;
    private final JdbcTemplate jdbc;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private int started;
    private int woken;

    private StockEngine(ApplicationContext context) {
        runtime = context.getBean(RuntimeService.class);
        executor = context.getBean(JobExecutor.class);
        jdbc = context.getBean(JdbcTemplate.class);
        context.getBean(RepositoryService.class)
                .createDeployment()
                .addString("bench-engine.bpmn", Content.engineDiagram())
                .deploy();
    }

    public static void main(String[] args) throws Exception {
        var context = new SpringApplicationBuilder(StockEngine.class)
                .web(WebApplicationType.NONE)
                // The product's own settings are on the class path; none of them is read.
                .properties(
                        "spring.config.name=stock",
                        "spring.datasource.url=" + args[0],
                        "spring.datasource.username=postgres",
                        "spring.datasource.password=postgres",
                        "spring.main.banner-mode=off",
                        "logging.level.root=warn",
                        "camunda.bpm.auto-deployment-enabled=false")
                .run();
        Answering.listen(new StockEngine(context));
    }

    @Override
    public String answer(String question) throws InterruptedException, ExecutionException {
        String[] words = question.split(" ");
        double seconds =
                switch (words[0]) {
                    case "starts" -> starts(Integer.parseInt(words[1]));
                    case "wakes" -> wakes(Integer.parseInt(words[1]));
                    default -> timers();
                };
        return String.valueOf(seconds);
    }

    private double starts(int count) throws InterruptedException, ExecutionException {
        int first = started;
        woken = Math.max(woken, first);
        started += count;
        return onAllThreads(count, n -> runtime.startProcessInstanceByMessage("Race Begun", "run-" + (first + n)));
    }

    private double wakes(int count) throws InterruptedException, ExecutionException {
        int first = woken;
        woken += count;
        return onAllThreads(count, n -> runtime.createMessageCorrelation("Order Completed")
                .processInstanceBusinessKey("run-" + (first + n))
                .correlate());
    }

    /** Makes all timers due and wakes the executor, which may sleep a minute; counts from the first that was run. */
    private double timers() {
        int waiting = jdbc.update("update act_ru_job set duedate_ = localtimestamp - interval '1 minute'");
        executor.jobWasAdded();
        while (left() == waiting) {
            Rig.pause(10);
        }
        long began = System.nanoTime();
        while (left() > 0) {
            Rig.pause(50);
        }
        return (System.nanoTime() - began) / NANOS;
    }

    private int left() {
        return jdbc.queryForObject("select count(*) from act_ru_job", Integer.class);
    }

    private double onAllThreads(int count, IntConsumer work) throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        List<Future<?>> parts = new ArrayList<>();
        for (int part = 0; part < THREADS; part++) {
            int from = part;
            parts.add(threads.submit(() -> {
                for (int n = from; n < count; n += THREADS) {
                    work.accept(n);
                }
            }));
        }
        for (Future<?> part : parts) {
            part.get();
        }
        return (System.nanoTime() - began) / NANOS;
    }
}
