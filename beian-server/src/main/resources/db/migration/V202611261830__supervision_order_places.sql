-- Places of the findings that an order is about; empty at other steps.
alter table supervision_event add column places integer[] not null default '{}';
