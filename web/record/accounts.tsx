import { Segmented } from 'antd'
import { useState } from 'react'
import { insuranceName } from '../../src/kernel/terms.js'
import { ACCOUNT_ENDS, type AccountView } from '../../src/query/section-contract.js'
import { monthText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { AccountYears } from './account-years.js'
import { KeeperNote } from './keeper-note.js'
import { SECTIONS } from './section-words.js'

/** 各险种的个人账户。One at a time; a person with one account chooses nothing. */
export function Accounts({ accounts }: { readonly accounts: readonly AccountView[] }) {
  const { say, language } = useLanguage()
  const [chosen, setChosen] = useState(accounts[0]?.insurance ?? '')
  const shown = accounts.find(({ insurance }) => insurance === chosen) ?? accounts[0]
  if (shown === undefined) return <AccountYears years={[]} />
  const { ended, keeper, years } = shown
  return (
    <>
      {accounts.length > 1 && (
        <div className="scroll-x account-choice">
          <Segmented
            aria-label={say(SECTIONS.whichAccount)}
            value={shown.insurance}
            options={accounts.map(({ insurance }) => ({ value: insurance, label: say(insuranceName(insurance)) }))}
            onChange={setChosen}
          />
        </div>
      )}
      {keeper.side === 'medicalSecurity' && <KeeperNote keeper={keeper} />}
      {ended && (
        <p className="account-ended">
          {say(SECTIONS.endedAccount, { month: monthText(ended.month, language), why: say(endName(ended.why)) })}
        </p>
      )}
      <AccountYears key={shown.insurance} years={years} />
    </>
  )
}

function endName(why: string): Both {
  const names: Readonly<Record<string, Both>> = ACCOUNT_ENDS
  return names[why] ?? { zh: why, en: why }
}
