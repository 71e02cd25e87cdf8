-- How much one unit may take, where it is not the amount of beian.disk.unit-quota.
create table unit_quota (
    organization_id uuid primary key references organization (id),
    gigabytes       integer     not null check (gigabytes between 0 and 1000000), -- 0 is without end
    set_by          uuid        not null,
    set_at          timestamptz not null
);
