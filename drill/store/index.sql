-- The index of a bank: a cache beside the log, made anew whenever it does not fit. Other parts
-- attach this file to the log's connection and join `entry.id` with the log's items.
create table made (by text not null) strict;  -- which drill made it

create table file (
  id       integer primary key,
  path     text    not null unique,
  role     text    not null,                  -- what is in it: the caller's word
  position integer not null,                  -- of two entries with one id the first file's wins
  stamp    text    not null                   -- size, time and inode: another stamp, another file
) strict;

create table entry (
  id       text    primary key,               -- of a card, or code:problem; an item of the log
  file     integer not null,
  line     integer not null,                  -- of its id, from 1
  "column" integer not null,
  kind     text    not null,                  -- recall, choice, ..., or code
  level    text    not null,                  -- warm-up, core, hard
  depth    integer not null,                  -- the same as 0, 1, 2
  digest   text    not null,                  -- changes with what it says; also a lasting shuffle
  title_en text    not null,
  title_zh text    not null,
  topics   text    not null,                  -- JSON, in the order they were written
  minutes  integer                            -- of a coding problem
) strict, without rowid;
create index entry_of_file on entry (file);
create index entry_of_kind on entry (kind);
create index entry_in_turn on entry (depth, digest, id, kind);  -- new cards, in this order

create table body (                           -- apart, so that a walk over entries stays quick
  entry text primary key,
  json  text not null
) strict;

create table topic (                          -- the same, to search by
  entry text not null,
  topic text not null,
  primary key (topic, entry)
) strict, without rowid;
create index topic_of_entry on topic (entry);

create table finding (
  file     integer not null,
  line     integer not null,
  "column" integer not null,
  message  text    not null,
  hint     text    not null
) strict;
create index finding_of_file on finding (file);

create table duplicate (                      -- an entry whose id an earlier file has
  file     integer not null,
  id       text    not null,
  line     integer not null,
  "column" integer not null
) strict;
create index duplicate_of_file on duplicate (file);
