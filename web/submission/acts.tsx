import { ACTS, type ActView, STAGES } from '../../src/collection/contract.js'
import { instantText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { SUBMISSION } from './words.js'

/** 办理动作：what happened beside the steps, with what was asked for. */
export function Acts({ acts }: { readonly acts: readonly ActView[] }) {
  const { say } = useLanguage()
  if (acts.length === 0) return null
  return (
    <details className="acts" open>
      <summary>{say(SUBMISSION.acts)}</summary>
      <ol>
        {acts.map((act) => (
          <Act key={`${act.act}${act.at}${act.by}`} act={act} />
        ))}
      </ol>
    </details>
  )
}

function Act({ act }: { readonly act: ActView }) {
  const { say, language } = useLanguage()
  const { organisation, by, at, to, toAgency, stage, reason, items } = act
  const whom = [to, toAgency].filter((one) => one !== undefined).join(' · ')
  return (
    <li className="step">
      <strong>
        {say(ACTS[act.act])}
        {stage && ` · ${say(STAGES[stage])}`}
        {whom && ` → ${whom}`}
      </strong>
      <small>{[organisation, by, instantText(at, language)].filter((part) => part !== '').join(' · ')}</small>
      {reason && <p className="step-reason">{reason}</p>}
      {items && (
        <ul>
          {items.map(({ item, basis, whyNew }) => (
            <li key={item}>
              {item}（{basis}）{whyNew && ` · ${whyNew}`}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
