import { useNavigate } from 'react-router'
import { KeyHelp, ROW_KEYS, useKeys, useRowKeys } from '../shell/keys.js'
import type { Both } from '../shell/language.js'

/** 单位各页都有的按键。 */
const EMPLOYER_KEYS: readonly (readonly [key: string, says: Both])[] = [
  ['m', { zh: '到本月申报', en: 'go to the monthly filing' }],
  ['f', { zh: '到办理进度', en: 'go to the progress of filings' }],
  ['y', { zh: '到本单位缴费', en: 'go to payments' }],
  ['z', { zh: '到本单位职工', en: 'go to the staff' }],
]

export function useEmployerKeys(): void {
  const navigate = useNavigate()
  const to = (path: string) => () => navigate(`/employer/${path}`)
  useKeys({ m: to('month'), f: to('filings'), y: to('payments'), z: to('staff') }, 'everywhere')
  useRowKeys()
}

/** 没有自己按键表的页，用这一张。 */
export function EmployerKeyHelp() {
  return (
    <p className="key-foot no-print">
      <KeyHelp of="everywhere" keys={[...EMPLOYER_KEYS, ...ROW_KEYS]} />
    </p>
  )
}

/** 申报各页的按键，for the employer and at the counter alike. */
export const FILING_KEYS: readonly (readonly [key: string, says: Both])[] = [
  ['o', { zh: '打开名册', en: 'open the roster' }],
  ['↑ ↓', { zh: '名册里上一人、下一人', en: 'person before, next person in the roster' }],
  ['Enter', { zh: '名册里下一人', en: 'next person in the roster' }],
  ['Space', { zh: '打勾；在放文件处选文件', en: 'tick; choose a file where one is dropped' }],
  ['p', { zh: '到生成或提交的按钮', en: 'go to the button that makes or submits' }],
]

/** 申报各页的按键表。 */
export function FilingKeyHelp() {
  return <KeyHelp keys={[...FILING_KEYS, ...EMPLOYER_KEYS, ...ROW_KEYS]} />
}
