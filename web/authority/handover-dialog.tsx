import type { CodeAnswer } from '../../src/access/authority-contract.js'
import { dayText } from '../shell/amounts.js'
import { Dialog } from '../shell/dialog.js'
import { useLanguage } from '../shell/language.js'
import { AUTHORITY } from './words.js'

interface Props {
  readonly name: string
  readonly handover: CodeAnswer
  readonly onClose: () => void
}

/** 激活码，仅此一次。 */
export function HandoverDialog({ name, handover: { code, validUntil }, onClose }: Props) {
  const { say, language } = useLanguage()
  return (
    <Dialog title={`${say(AUTHORITY.code)} · ${name}`} onClose={onClose}>
      <p className="authority-code">{code}</p>
      <p>{say(AUTHORITY.codeLead, { until: dayText(validUntil, language) })}</p>
    </Dialog>
  )
}
