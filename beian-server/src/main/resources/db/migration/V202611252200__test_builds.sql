-- An unpacked test build beside a protected release, and what came of comparing the two.
create table test_build (
    package_id      uuid primary key references package_upload, -- the protected release
    test_package_id uuid        not null references package_upload,
    added_by        uuid        not null references user_account (id),
    added_at        timestamptz not null,
    outcome         text        not null default 'WAITING'
        check (outcome in ('WAITING', 'SAME', 'DIFFERENT', 'OTHER_APP')),
    detail          text        not null default '',            -- aspect, side and item a line
    facts_digest    char(64)                                    -- of both together, once they were compared
);
create index test_build_test_package on test_build (test_package_id);
