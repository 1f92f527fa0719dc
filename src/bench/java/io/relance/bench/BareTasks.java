package io.relance.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.relance.node.Answering;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** W4b: what a durable timer costs without a diagram: one-time tasks that do nothing, on db-scheduler. */
final class BareTasks implements Answering {

    private static final int THREADS = 4;

    /** db-scheduler's own table for PostgreSQL. */
    private static final String TABLE =
            """
            create table scheduled_tasks (
              task_name text not null, task_instance text not null, task_data bytea,
              execution_time timestamp with time zone not null, picked boolean not null, picked_by text,
              last_success timestamp with time zone, last_failure timestamp with time zone,
              consecutive_failures int, last_heartbeat timestamp with time zone, version bigint not null,
              priority smallint, state text, primary key (task_name, task_instance));
            create index execution_time_idx on scheduled_tasks (execution_time);
            create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)""";

    private final AtomicInteger left = new AtomicInteger();
    private final OneTimeTask<Void> task = Tasks.oneTime("bare").execute((instance, context) -> left.decrementAndGet());
    private final HikariDataSource database = new HikariDataSource();
    private int scheduled;

    private BareTasks(String url) throws SQLException {
        database.setJdbcUrl(url);
        database.setUsername("postgres");
        database.setPassword("postgres");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
    }

    public static void main(String[] args) throws Exception {
        Answering.listen(new BareTasks(args[0]));
    }

    @Override
    public String answer(String question) {
        String[] words = question.split(" ");
        return words[0].equals("schedule") ? schedule(Integer.parseInt(words[1])) : run();
    }

    private Scheduler scheduler() {
        return Scheduler.create(database, task)
                .threads(THREADS)
                .pollUsingLockAndFetch(1, 4)
                .pollingInterval(Duration.ofMillis(200))
                .build();
    }

    private String schedule(int count) {
        List<TaskInstance<?>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(task.instance("task-" + scheduled++));
        }
        left.addAndGet(count);
        scheduler().scheduleBatch(tasks, Instant.ofEpochMilli(System.currentTimeMillis()));
        return "";
    }

    private String run() {
        Scheduler scheduler = scheduler();
        long began = System.nanoTime();
        scheduler.start();
        while (left.get() > 0) {
            Rig.pause(20);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        scheduler.stop();
        return String.valueOf(seconds);
    }
}
