import { useNavigate } from 'react-router'
import { FILING_KEYS } from '../employer/employer-keys.js'
import { KeyHelp, ROW_KEYS, useKeys, useRowKeys } from '../shell/keys.js'
import type { Both } from '../shell/language.js'

/** 各页都有的按键：to the work of the day without a mouse. */
const DESK_KEYS: readonly (readonly [key: string, says: Both])[] = [
  ['i', { zh: '到待我办理', en: 'go to the inbox' }],
  ['n', { zh: '到录入', en: 'go to entry' }],
  ['b', { zh: '到成批受理', en: 'go to bulk intake' }],
  ['s', { zh: '到查人', en: 'go to the person search' }],
]

const FORM_KEYS: readonly (readonly [key: string, says: Both])[] = [
  ['Tab', { zh: '下一栏', en: 'next field' }],
  ['Shift+Tab', { zh: '上一栏', en: 'field before' }],
  ['Space', { zh: '打勾、展开', en: 'tick, open' }],
  ['Enter', { zh: '提交审核（多行的栏内除外）', en: 'file for review (except in a field of several lines)' }],
]

export function useDeskKeys(): void {
  const navigate = useNavigate()
  const to = (path: string) => () => navigate(path)
  useKeys({ i: to('/inbox'), n: to('/entry'), b: to('/imports'), s: to('/persons') }, 'everywhere')
  useRowKeys()
}

/** 单位窗口的按键表。 */
export function CounterKeyHelp() {
  return <KeyHelp keys={[...FILING_KEYS, ...DESK_KEYS, ...ROW_KEYS]} />
}

/** 没有自己按键表的页，用这一张。 */
export function DeskKeyHelp() {
  return (
    <p className="key-foot no-print">
      <KeyHelp of="everywhere" keys={[...DESK_KEYS, ...ROW_KEYS]} />
    </p>
  )
}

/** 表单页的按键表。 */
export function FormKeyHelp() {
  return <KeyHelp keys={[...FORM_KEYS, ...DESK_KEYS, ...ROW_KEYS]} />
}
