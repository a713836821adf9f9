import { Button } from 'antd'
import { useState } from 'react'
import { type AccountsAnswer, AUTHORITY_PATHS } from '../../src/access/authority-contract.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { AccountsTable } from './accounts-table.js'
import './authority.css'
import { Findings } from './findings.js'
import { RequestDialog } from './request-dialog.js'
import { Requests } from './requests.js'
import { Signatures } from './signatures.js'
import { AUTHORITY } from './words.js'

/** 人员与授权：who holds which posts, what is asked for, and the list that the agency signs. */
export function AuthorityPage() {
  const { say } = useLanguage()
  const [opening, setOpening] = useState(false)
  const answer = useAsk<AccountsAnswer>(AUTHORITY_PATHS.accounts)
  const actions = (
    <span className="authority-actions no-print">
      <Button onClick={() => printPage()}>{say(AUTHORITY.print)}</Button>
      {answer.data?.canPropose && (
        <Button type="primary" onClick={() => setOpening(true)}>
          {say(AUTHORITY.openNew)}
        </Button>
      )}
    </span>
  )
  return (
    <Page title={say(AUTHORITY.title)} lead={say(AUTHORITY.lead)} actions={actions}>
      <Answer of={answer} rows={8}>
        {(list) => (
          <>
            <div className="no-print">
              <Findings findings={list.findings} />
              <Requests />
            </div>
            <AccountsTable list={list} />
            <p className="authority-by-hand">{say(AUTHORITY.handSign)}</p>
            <Signatures list={list} />
            {opening && <RequestDialog kind="open" list={list} onClose={() => setOpening(false)} />}
          </>
        )}
      </Answer>
    </Page>
  )
}
