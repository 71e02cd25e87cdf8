-- Why the sponsor left an answer as it is that a supplement list asked about.
alter table gap
  add column kept    text not null default '',
  add column kept_by uuid references user_account (id),
  add column kept_at timestamptz,
  add constraint gap_kept check ((kept = '') = (kept_by is null) and (kept = '') = (kept_at is null));
