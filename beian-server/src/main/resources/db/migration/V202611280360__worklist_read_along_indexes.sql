-- The worklist is read along indexes (ADR 0047). A row knows the name of its unit, so that it is found by it and ordered
-- by it; what it is found by stands folded in one column.
alter table work_item add column sponsor text not null default '';
update work_item w set sponsor = o.name from organization o where o.id = w.organization_id;
alter table work_item add column names text not null generated always as
    (lower(normalize(app_name || chr(10) || sponsor || chr(10) || number, NFKC))) stored;

-- The orders of the lists, in which a page is read.
create index work_item_open_order on work_item ((coalesce(due_on, 'infinity'::date)), since, case_id) where closed_at is null;
create index work_item_open_since on work_item (since, case_id) where closed_at is null;
create index work_item_name on work_item (app_name, sponsor, case_id);
create index work_item_closed_region on work_item (division text_pattern_ops, closed_at) where closed_at is not null;
-- What is about a record is found by its number.
create index work_item_number on work_item (number);
