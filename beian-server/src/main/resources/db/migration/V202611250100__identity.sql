CREATE TABLE organization (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  credit_code text NOT NULL,
  level text NOT NULL,
  kind text NOT NULL,
  division text NOT NULL,
  parent_id uuid REFERENCES organization,
  route text NOT NULL,
  flags text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 0
);
CREATE INDEX organization_credit_code ON organization (credit_code);

CREATE TABLE user_account (
  id uuid PRIMARY KEY,
  login text NOT NULL UNIQUE,
  password_hash text,
  name text NOT NULL,
  post text NOT NULL,
  telephone text NOT NULL,
  email text NOT NULL,
  organization_id uuid NOT NULL REFERENCES organization,
  roles text[] NOT NULL,
  region text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 0
);
CREATE INDEX user_account_organization ON user_account (organization_id);

-- A link is known by the digest of its token only; account_id is null for the set-up link.
CREATE TABLE one_time_link (
  token_sha256 text PRIMARY KEY,
  purpose text NOT NULL,
  account_id uuid REFERENCES user_account,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

CREATE TABLE recovery_request (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES user_account,
  asked_at timestamptz NOT NULL,
  closed_at timestamptz
);

CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail text NOT NULL
);
