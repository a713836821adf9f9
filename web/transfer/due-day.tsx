import type { TransferSummary } from '../../src/transfer/contract.js'
import { dayText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import './transfer.css'
import { TRANSFER } from './words.js'

/** 办理时限：the last day, and in words where it has passed. */
export function DueDay({ dueDay, overdue }: Pick<TransferSummary, 'dueDay' | 'overdue'>) {
  const { say, language } = useLanguage()
  if (dueDay === undefined) return <>—</>
  return (
    <span className={overdue ? 'transfer-late' : ''}>
      {dayText(dueDay, language)}
      {overdue && ` · ${say(TRANSFER.overdue)}`}
    </span>
  )
}
