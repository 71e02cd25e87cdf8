-- Days that are off by decree count as holidays before the notice of their year: the limits that run
-- are computed again at the start, each change an event of its case, as after a notice.
INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
SELECT 'recalculate-limits', 'days-off-by-decree', now(), false, 1
 WHERE EXISTS (SELECT 1 FROM user_account);
