-- 会话的核对：a process that remembers a session asks whether it still stands in the very transaction that rests on it.

create function desk.refuse_session() returns void language plpgsql stable as $$
begin
  raise exception '会话已变，须重新读取' using errcode = 'QY002';
end $$;
comment on function desk.refuse_session is '所记的会话或其账户已变、已结束：整个事务退回，重新读取会话';
