-- 专户入账按流水号查找：红冲一笔要找到它，同一流水号只入账一次也要找它。
create index bank_deposit_serial on ledger.bank_deposit (serial, account);
