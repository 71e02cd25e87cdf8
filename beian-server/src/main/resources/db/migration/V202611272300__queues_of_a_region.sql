-- Queues are read by region: the few of a county, or the first of the nation by due date, without
-- looking at what others have. The order is that of QueueStore.
drop index application_queue;
create index application_queue on application
  (state, division text_pattern_ops, due_on, created_at, id);
create index application_queue_order on application
  (coalesce(due_on, date 'infinity'), created_at, id)
  where state in ('COMPLETENESS_REVIEW', 'SUPPLEMENT_DUE', 'NATIONAL_REVIEW', 'RECTIFICATION_DUE');
create index application_existing on application
  (division collate "C", organization_id, created_at, id)
  where kind = 'EXISTING' and number is null;
