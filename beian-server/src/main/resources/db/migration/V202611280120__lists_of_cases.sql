-- Lists of cases are read a page at a time. Open ones of a region are found by the region, those of
-- the nation in the order of CaseQueries; closed ones in the order in which they were opened.
drop index supervision_case_queue;
create index supervision_case_region on supervision_case
  (division text_pattern_ops, due_on) where state <> 'CLOSED';
create index supervision_case_order on supervision_case
  (coalesce(due_on, date '-infinity'), opened_at, id) where state <> 'CLOSED';
create index supervision_case_closed on supervision_case (opened_at, id) where state = 'CLOSED';
create index inquiry_case_order on inquiry_case
  (coalesce(due_on, date '-infinity'), opened_at, id) where state <> 'CLOSED';
create index inquiry_case_closed on inquiry_case (opened_at, id) where state = 'CLOSED';
create index inquiry_case_closed_unit on inquiry_case (organization_id, opened_at, id)
  where state = 'CLOSED';
