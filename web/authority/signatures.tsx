import { App, Button } from 'antd'
import { useState } from 'react'
import {
  type AccountsAnswer,
  AUTHORITY_PATHS,
  type SignatureView,
  type SignedList,
} from '../../src/access/authority-contract.js'
import { useSend } from '../archive/use-send.js'
import { countText, dayText, instantText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { AUTHORITY, STATE_WORDS } from './words.js'

/** 清单的签署：who signed it and when, and what was signed. */
export function Signatures({ list }: { readonly list: AccountsAnswer }) {
  const { say, language } = useLanguage()
  const [signing, setSigning] = useState(false)
  const [seen, setSeen] = useState<SignatureView>()
  const due = list.isSignDue ? say(AUTHORITY.signDue) : say(AUTHORITY.signBy, { day: dayText(list.signBy, language) })
  return (
    <Section title={say(AUTHORITY.signatures)}>
      <p className="section-lead">{due}</p>
      {list.canSign && (
        <p className="no-print">
          <Button type="primary" onClick={() => setSigning(true)}>
            {say(AUTHORITY.sign)}
          </Button>
        </p>
      )}
      <DataTable
        caption={say(AUTHORITY.signatures)}
        rows={list.signatures}
        step={10}
        keyOf={({ signatureId }) => signatureId}
        columns={[
          { name: 'agency', title: AUTHORITY.agency, cell: ({ agencyName }) => agencyName },
          { name: 'by', title: AUTHORITY.signedBy, cell: ({ signedBy }) => signedBy },
          { name: 'at', title: AUTHORITY.signedAt, cell: ({ signedAt }) => instantText(signedAt, language) },
          { name: 'n', title: AUTHORITY.accountsSigned, amount: true, cell: ({ accounts }) => countText(accounts) },
          {
            ...{ name: 'see', title: AUTHORITY.act },
            cell: (one) => (
              <Button className="no-print" size="small" onClick={() => setSeen(one)}>
                {say(AUTHORITY.see)}
              </Button>
            ),
          },
        ]}
      />
      {signing && <SignDialog list={list} onClose={() => setSigning(false)} />}
      {seen && <SeenDialog signature={seen} onClose={() => setSeen(undefined)} />}
    </Section>
  )
}

function SignDialog({ list, onClose }: { readonly list: AccountsAnswer; readonly onClose: () => void }) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const sending = useSend<SignatureView>(() => {
    void message.success(say(AUTHORITY.done))
    onClose()
  })
  return (
    <Dialog
      title={say(AUTHORITY.sign)}
      onClose={onClose}
      action={{
        text: say(AUTHORITY.sign),
        busy: sending.isPending,
        focused: true,
        onClick: () => sending.mutate({ path: AUTHORITY_PATHS.signatures, body: { digest: list.digest } }),
      }}
    >
      <FormProblem error={sending.error} />
      <p>{say(AUTHORITY.signAsk, { n: list.accounts.length })}</p>
    </Dialog>
  )
}

function SeenDialog({ signature, onClose }: { readonly signature: SignatureView; readonly onClose: () => void }) {
  const { say, language } = useLanguage()
  const { signatureId, signedAt, signedBy } = signature
  const answer = useAsk<SignedList>(pathOf(AUTHORITY_PATHS.signature, { signatureId }))
  return (
    <Dialog
      wide
      title={`${say(AUTHORITY.signatures)} · ${signedBy} · ${instantText(signedAt, language)}`}
      onClose={onClose}
    >
      <Answer of={answer} rows={5}>
        {({ rows }) => (
          <DataTable
            caption={say(AUTHORITY.signatures)}
            rows={rows}
            keyOf={({ name }, index) => `${name}/${index}`}
            columns={[
              { name: 'name', title: AUTHORITY.name, cell: ({ name }) => name },
              { name: 'agency', title: AUTHORITY.agency, cell: ({ agency }) => agency },
              { name: 'state', title: AUTHORITY.state, cell: ({ state }) => say(stateWord(state)) },
              { name: 'posts', title: AUTHORITY.posts, cell: ({ posts }) => <span lang="zh-CN">{posts}</span> },
            ]}
          />
        )}
      </Answer>
    </Dialog>
  )
}

function stateWord(state: string) {
  return STATE_WORDS[state as keyof typeof STATE_WORDS] ?? { zh: state, en: state }
}
