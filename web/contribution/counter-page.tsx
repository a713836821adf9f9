import { Button, Input, Segmented } from 'antd'
import { type FormEvent, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { CounterKeyHelp } from '../desk/desk-keys.js'
import '../employer/employer.css'
import { BaseSeason } from '../employer/base-season-page.js'
import { FromBases } from '../employer/from-bases.js'
import { StaffChanges } from '../employer/staff-changes-page.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { Page } from '../shell/page.js'
import { AtCounter } from './side.js'
import { BASES, CHANGES, COUNTER, DUES } from './words.js'

const WHATS = ['changes', 'wages', 'month'] as const
type What = (typeof WHATS)[number]

/** 单位窗口：the clerk names the employer, and works as the employer's own pages do. */
export function CounterPage() {
  const { say } = useLanguage()
  const [search] = useSearchParams()
  const [typed, setTyped] = useState(search.get('creditCode') ?? '')
  const [creditCode, setCode] = useState(typed)
  const [what, setWhat] = useState<What>(WHATS.find((one) => one === search.get('what')) ?? 'changes')
  const look = (event: FormEvent) => {
    event.preventDefault()
    setCode(typed.trim().toUpperCase())
  }
  return (
    <Page title={say(COUNTER.title)} lead={say(COUNTER.lead)} actions={what === 'month' && <CounterKeyHelp />}>
      <form className="toolbar no-print" onSubmit={look}>
        <Input
          aria-label={say(COUNTER.code)}
          placeholder={say(COUNTER.code)}
          value={typed}
          maxLength={18}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button htmlType="submit" disabled={typed.trim() === ''}>
          {say(COUNTER.look)}
        </Button>
        <Segmented<What>
          aria-label={say(COUNTER.title)}
          value={what}
          options={[
            { value: 'changes', label: say(CHANGES.title) },
            { value: 'wages', label: say(BASES.title) },
            { value: 'month', label: say(DUES.title) },
          ]}
          onChange={setWhat}
        />
      </form>
      {creditCode !== '' && (
        <AtCounter key={creditCode} creditCode={creditCode}>
          {what === 'changes' ? <StaffChanges /> : what === 'wages' ? <BaseSeason /> : <Month />}
        </AtCounter>
      )}
    </Page>
  )
}

/** 由申报工资生成某月申报，previewed and submitted where every draft of the desk is. */
function Month() {
  const { say } = useLanguage()
  const navigate = useNavigate()
  const [month, setMonth] = useState<string>(thisMonth())
  return (
    <>
      <MonthSelect label={say(COUNTER.month)} value={month} onChange={setMonth} />
      <FromBases key={month} month={month} onPreview={({ submission }) => navigate(`/submissions/${submission.id}`)} />
    </>
  )
}
