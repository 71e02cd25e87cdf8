-- What one administrator changed of where a unit belongs (unit above, level, kind, division, route):
-- the values before it count for exceptions and filings until another administrator has confirmed the change.
create table unit_placement_change (
  organization_id uuid primary key references organization (id),
  level           text not null,
  kind            text not null,
  division        text not null,
  route           text not null,
  parent_id       uuid references organization (id),
  changed_by      uuid[] not null check (cardinality(changed_by) > 0), -- all since it was confirmed
  changed_at      timestamptz not null
);

create index unit_placement_change_parent on unit_placement_change (parent_id);

-- The trail keeps a digest of each letter, by its number.
create index issued_letter_number on issued_letter (number);
