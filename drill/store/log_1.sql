-- The log: append-only. Everything shown about a person is computed from it.
create table attempt (
  seq        integer primary key,
  uuid       text    not null unique,
  ts_ms      integer not null,              -- when, UTC
  tz_min     integer not null,              -- minutes east of UTC, as the clock then said
  problem    text    not null,
  file       text    not null,
  verdict    text    not null,
  score      integer not null check (score between 0 and 100),
  mistake    text,                          -- the diagnosis, where there was one
  hints      integer not null default 0,    -- asked for since the last accepted attempt
  seed       integer not null,
  elapsed_ms integer not null
) strict;

create table event (
  seq     integer primary key,
  uuid    text    not null unique,
  ts_ms   integer not null,
  problem text    not null,
  kind    text    not null check (kind in ('hint', 'gave-up'))
) strict;

create index attempt_of_problem on attempt (problem, ts_ms);
create index event_of_problem on event (problem, ts_ms);

create trigger attempt_stays  before update on attempt begin select raise(abort, 'append-only'); end;
create trigger attempt_stays_ before delete on attempt begin select raise(abort, 'append-only'); end;
create trigger event_stays    before update on event   begin select raise(abort, 'append-only'); end;
create trigger event_stays_   before delete on event   begin select raise(abort, 'append-only'); end;
