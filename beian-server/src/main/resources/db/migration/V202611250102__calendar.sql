CREATE TABLE holiday_notice (
  year int PRIMARY KEY,
  citation text NOT NULL,
  entered_at timestamptz NOT NULL
);
CREATE TABLE holiday_day (
  day date PRIMARY KEY,
  year int NOT NULL REFERENCES holiday_notice,
  holiday text -- null on a make-up working day
);
CREATE TABLE policy_value (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL,
  value text NOT NULL,
  source text NOT NULL,
  verified boolean NOT NULL,
  since date NOT NULL,
  entered_by text NOT NULL,
  entered_at timestamptz NOT NULL
);
