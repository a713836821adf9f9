import { useMutation } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { SignInWays } from '../../src/access/activation-contract.js'
import { PLEDGE_PATHS, type PledgeAnswer } from '../../src/access/pledge-contract.js'
import type { ActivationAnswer, ActivationBody } from '../../src/access/session-contract.js'
import { ask, type Problem, type Realm } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, useSentence } from '../shell/states.js'
import './activation.css'
import { ActivationForm } from './activation-form.js'
import { ACTIVATION } from './activation-words.js'
import { CardForm } from './card-form.js'
import { LetterForm } from './letter-form.js'
import { TotpSecret } from './totp-secret.js'
import { SIGN_IN } from './words.js'

/** 激活：a one-time code from a window, and a password of one's own choosing. */
export function ActivationPage({ realm: fixed }: { readonly realm?: Realm }) {
  const { say } = useLanguage()
  const sentence = useSentence()
  const [realm, setRealm] = useState<Realm>(fixed ?? 'citizen')
  const [way, setWay] = useState<Way>('code')
  const [byCard, setByCard] = useState(false)
  const activating = useMutation<ActivationAnswer, Problem, ActivationBody>({
    mutationFn: (body) => ask('/api/activation', { method: 'POST', body }),
  })
  if (byCard) return <Done answer={{}} />
  if (activating.data) return <Done answer={activating.data} />
  return (
    <div className="welcome">
      <Page title={say(ACTIVATION.title)} lead={say(ACTIVATION.lead)}>
        <div className="card activation">
          {fixed === undefined && (
            <Segmented
              block
              value={realm}
              options={[
                { value: 'citizen', label: say(SIGN_IN.asCitizen) },
                { value: 'operator', label: say(SIGN_IN.asOperator) },
              ]}
              onChange={setRealm}
            />
          )}
          {realm === 'citizen' && <Ways way={way} onWay={setWay} />}
          {realm === 'citizen' && way === 'letter' && <LetterForm />}
          {realm === 'citizen' && way === 'card' && <CardForm onDone={() => setByCard(true)} />}
          {(realm !== 'citizen' || way === 'code') && (
            <>
              {activating.error && (
                <p className="form-problem" role="alert">
                  {sentence(activating.error)}
                </p>
              )}
              {realm === 'staff' ? (
                <StaffForm busy={activating.isPending} onActivate={(body) => activating.mutate(body)} />
              ) : (
                <ActivationForm
                  key={realm}
                  realm={realm}
                  busy={activating.isPending}
                  onActivate={(body) => activating.mutate(body)}
                />
              )}
            </>
          )}
        </div>
      </Page>
    </div>
  )
}

/** 工作人员：with the pledge in force to read and sign. */
function StaffForm(props: Pick<Parameters<typeof ActivationForm>[0], 'busy' | 'onActivate'>) {
  const text = useAsk<PledgeAnswer>(PLEDGE_PATHS.shown)
  return (
    <Answer of={text} rows={6}>
      {(pledge) => <ActivationForm realm="staff" pledge={pledge} {...props} />}
    </Answer>
  )
}

type Way = 'code' | 'letter' | 'card'

/** 激活的方式，as this installation has them. */
function Ways({ way, onWay }: { readonly way: Way; readonly onWay: (way: Way) => void }) {
  const { say } = useLanguage()
  const ways = useAsk<SignInWays>('/api/sign-in-ways')
  const options: { value: Way; label: string }[] = [{ value: 'code', label: say(ACTIVATION.byCode) }]
  if (ways.data?.letter) options.push({ value: 'letter', label: say(ACTIVATION.byLetter) })
  if (ways.data?.card) options.push({ value: 'card', label: say(ACTIVATION.byCard) })
  if (options.length === 1) return null
  return <Segmented block aria-label={say(ACTIVATION.ways)} value={way} options={options} onChange={onWay} />
}

function Done({ answer }: { readonly answer: ActivationAnswer }) {
  const { say } = useLanguage()
  return (
    <div className="welcome">
      <Page title={say(ACTIVATION.done)} lead={say(ACTIVATION.doneHint)}>
        {answer.totpUri !== undefined && <TotpSecret uri={answer.totpUri} />}
        <p className="activation-next">
          <Link to="/sign-in">{say(ACTIVATION.toSignIn)}</Link>
        </p>
      </Page>
    </div>
  )
}
