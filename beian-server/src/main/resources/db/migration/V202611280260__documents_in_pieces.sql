-- Documents come in pieces, too: what they become is an attachment, when it is put into an application.
alter table package_part add column document boolean not null default false,
  add column attachment_id uuid references attachment (id);
create index package_part_attachment on package_part (attachment_id) where attachment_id is not null;

-- The documents that a sponsor has put into an application it prepares, also those that answer nothing yet and those
-- that another has replaced: so that nothing is uploaded twice and what was replaced can be taken back.
create table draft_document (
  application_id uuid        not null references application (id),
  attachment_id  uuid        not null references attachment (id),
  field          text        not null default '',  -- what it answered last; empty where that is not known yet
  item           text        not null default '',
  added_at       timestamptz not null,
  primary key (application_id, attachment_id)
);
create index draft_document_attachment on draft_document (attachment_id);
