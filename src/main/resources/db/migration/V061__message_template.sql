-- What was published; a version once written is never changed. A template's latest version is what is sent.
create table message.template (
  id text not null,
  version int not null,
  language text not null,
  kind text not null,
  source text not null,
  compiled text not null,
  subject text,
  preheader text,
  published_at timestamptz not null,
  primary key (id, version, language, kind)
);
