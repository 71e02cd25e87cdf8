-- Procedures share one engine: their tables have the same columns, their logs keep what is theirs as text.

alter table supervision_case add column due_provisional boolean not null default false;
alter table supervision_case add column updated_at timestamptz not null default now();
update supervision_case c set updated_at = coalesce(
  (select max(e.at) from supervision_event e where e.case_id = c.id), c.opened_at);

-- Places of the findings that an order is about, separated by commas; none at other steps.
alter table supervision_event alter column places drop default;
alter table supervision_event alter column places drop not null;
alter table supervision_event
  alter column places type text using nullif(array_to_string(places, ','), '');

-- One job looks at the limits of all procedures.
delete from scheduled_tasks
  where task_name in ('filings-limits', 'supervision-due-days', 'supervision-due-days-daily');
