-- Rulebooks: what was drafted, and the numbered versions that were signed. Neither is ever changed.
create table rulebook (
    version    char(64)    primary key,          -- SHA-256 of the canonical form
    canonical  bytea       not null,
    delivered  boolean     not null,             -- came with the software
    drafted_by uuid references user_account (id), -- none where it came with the software
    drafted_at timestamptz not null,
    note       text        not null default ''
);

create table rulebook_version (
    number         integer     primary key check (number > 0),
    version        char(64)    not null references rulebook,
    effective_from date        not null,
    signature      text        not null,
    signed_by      uuid references user_account (id), -- none for the first, which came with the software
    signed_at      timestamptz not null
);

create function rulebooks_stay() returns trigger language plpgsql as
$$ begin raise exception 'rulebooks are never changed nor deleted; sign a new version'; end $$;
create trigger rulebook_stays before update or delete on rulebook
    for each row execute function rulebooks_stay();
create trigger rulebook_version_stays before update or delete on rulebook_version
    for each row execute function rulebooks_stay();
