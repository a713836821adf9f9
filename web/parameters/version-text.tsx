import { type ParameterView, STATUSES, type VersionView } from '../../src/collection/parameter-contract.js'
import type { Language } from '../../src/kernel/refusal.js'
import { monthText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'

/** 参数的名称。Its Chinese name is that of the published text; in English the term it is one of stands for it. */
export function parameterName({ what, term }: Pick<ParameterView, 'what' | 'term'>, language: Language): string {
  return language === 'zh' ? what : term.en.charAt(0).toUpperCase() + term.en.slice(1)
}

/** 版本的值：in words and with its unit. */
export function VersionValue({ version }: { readonly version: VersionView }) {
  const { say } = useLanguage()
  return <span className="number">{say(version.says)}</span>
}

/** Provisional and unconfirmed stand out; final is said quietly. */
export function StatusTag({ status }: { readonly status: VersionView['status'] }) {
  const { say } = useLanguage()
  return <span className={status === 'final' ? 'tag' : 'tag tag-warn'}>{say(STATUSES[status])}</span>
}

/** A month as it is, since rows kept for reference may have none that reads. */
export function MonthOf({ month }: { readonly month: string | undefined }) {
  const { language } = useLanguage()
  if (month === undefined) return <>—</>
  return (
    <span className="number parameter-month">{/^\d{4}-\d{2}$/.test(month) ? monthText(month, language) : month}</span>
  )
}
