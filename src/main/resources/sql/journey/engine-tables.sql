-- The engine's tables as journeys use them, after the engine made them. Can be run again: looks first, and takes no
-- lock on a table that is as it should be.
do $$
declare
  wrong record;
begin
  perform pg_advisory_xact_lock(hashtext('relance.engine_tables'));

  -- Every row of a run hangs on its execution, and every execution on its parent: that is guarded. The same again by
  -- process instance, and by what diagrams may not contain, costs six more look-ups whenever an execution goes.
  for wrong in
    select conrelid::regclass as place, conname as name from pg_constraint
    where contype = 'f' and confrelid = 'act_ru_execution'::regclass and conname in (
      'act_fk_exe_procinst', 'act_fk_exe_super', 'act_fk_task_procinst', 'act_fk_var_procinst', 'act_fk_inc_procinst',
      'act_fk_ext_task_exe')
  loop
    execute format('alter table %s drop constraint %I', wrong.place, wrong.name);
  end loop;

  -- Of the others PostgreSQL would ask first, whenever an execution goes, whether another one has come in its place, as
  -- "no action" lets it; "restrict" does not, and looks at half as many pages. What guarded the rows that are there need
  -- not look at them again.
  for wrong in
    select conrelid::regclass as place, conname as name, pg_get_constraintdef(oid) as rule from pg_constraint
    where contype = 'f' and confrelid = 'act_ru_execution'::regclass and confdeltype = 'a'
  loop
    execute format('alter table %1$s drop constraint %2$I, add constraint %2$I %3$s on delete restrict not valid',
      wrong.place, wrong.name, wrong.rule);
  end loop;

  -- Nobody asks for executions and jobs by root instance where no diagram calls another, nor for a handler's type when
  -- the index on type and configuration is there. The others were on columns that are empty in almost every row; they
  -- are made again below, for the rows where they are not.
  for wrong in
    select c.oid::regclass as name from pg_class c
    where c.relkind = 'i' and c.oid = any(array[
      to_regclass('act_idx_exe_root_pi'), to_regclass('act_idx_job_root_procinst'),
      to_regclass('act_idx_job_handler_type'), to_regclass('act_idx_exe_super'), to_regclass('act_idx_exec_buskey'),
      to_regclass('act_idx_exec_tenant_id'), to_regclass('act_idx_job_exception'), to_regclass('act_idx_job_tenant_id'),
      to_regclass('act_idx_event_subscr_config_'), to_regclass('act_idx_event_subscr_tenant_id')]::oid[])
  loop
    execute format('drop index %s', wrong.name);
  end loop;

  if to_regclass('relance_execution_super') is null then
    create index relance_execution_super on act_ru_execution (super_exec_) where super_exec_ is not null;
    create index relance_execution_business_key on act_ru_execution (business_key_) where business_key_ is not null;
    create index relance_execution_tenant on act_ru_execution (tenant_id_) where tenant_id_ is not null;
    create index relance_job_exception on act_ru_job (exception_stack_id_) where exception_stack_id_ is not null;
    create index relance_job_tenant on act_ru_job (tenant_id_) where tenant_id_ is not null;
    create index relance_subscription_configuration on act_ru_event_subscr (configuration_)
      where configuration_ is not null;
    create index relance_subscription_tenant on act_ru_event_subscr (tenant_id_) where tenant_id_ is not null;
  end if;

  -- What the engine lacks: due and locked jobs (else a scan per look), and who waits within an instance.
  if to_regclass('relance_job_due') is null then
    create index relance_job_due on act_ru_job (duedate_) where retries_ > 0 and suspension_state_ = 1;
    create index relance_job_locked on act_ru_job (lock_exp_time_) where lock_owner_ is not null;
    create index relance_subscription_instance on act_ru_event_subscr (proc_inst_id_);
  end if;

  -- Rows come and go by the thousand: they are looked after when a fiftieth has changed, not a fifth. An execution
  -- changes in place while its run moves on, which needs room in its page.
  for wrong in
    select oid::regclass as name from pg_class
    where oid in ('act_ru_execution'::regclass, 'act_ru_job'::regclass, 'act_ru_event_subscr'::regclass)
      and reloptions is null
  loop
    execute format('alter table %s set (fillfactor = %s, autovacuum_vacuum_scale_factor = 0.02,'
      || ' autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)',
      wrong.name, case when wrong.name = 'act_ru_execution'::regclass then 90 else 100 end);
  end loop;
end $$;
