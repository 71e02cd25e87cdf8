-- What a notification said when it was written, in both languages: title, unit, what happened or
-- is to be done, by when, and what was remarked; and the SHA-256 of all of it. Who may read it
-- still follows the case.
alter table notification add column zh text[], add column en text[], add column sha256 text;
create index notification_unworded on notification (id) where sha256 is null;

create function notification_stays() returns trigger language plpgsql as $$
begin
  raise exception 'notification % stays as it was worded', old.id;
end $$;

create trigger notification_stays before update of zh, en, sha256 on notification
    for each row when (old.sha256 is not null) execute function notification_stays();
