import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { SecurityView } from '../../src/access/security-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Moment, Part, type PartProps } from './part.js'
import { CHANNEL_WORDS, SECURITY, WAY_WORDS } from './words.js'

/** 现在登录的地方，and an end to each. */
export function Sessions({ view, again }: PartProps) {
  const { say } = useLanguage()
  const ending = useMutation<unknown, Problem, string | undefined>({
    mutationFn: (id) =>
      id === undefined
        ? ask('/api/security/sessions/end-others', { method: 'POST', body: {} })
        : ask('/api/security/sessions/end', { method: 'POST', body: { id } }),
    onSettled: again,
  })
  const { sessions } = view
  return (
    <Part
      title={say(SECURITY.sessions)}
      aside={
        sessions.length > 1 && (
          <Button onClick={() => ending.mutate(undefined)} loading={ending.isPending}>
            {say(SECURITY.endOthers)}
          </Button>
        )
      }
    >
      <FormProblem error={ending.error} />
      <ul className="security-list">
        {sessions.map(({ id, isThis, seenAt, ...from }) => (
          <li key={id}>
            <span>
              <strong>
                <From {...from} />
                {isThis && <em> {say(SECURITY.thisOne)}</em>}
              </strong>
              <small>
                <Moment at={seenAt} />
              </small>
            </span>
            {!isThis && <Button onClick={() => ending.mutate(id)}>{say(SECURITY.end)}</Button>}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** 近来的登录与失败。 */
export function Notices({ view }: Pick<PartProps, 'view'>) {
  const { say } = useLanguage()
  return (
    <Part title={say(SECURITY.notices)} says={say(SECURITY.noticesSay)}>
      <ul className="security-list">
        {view.notices.map(({ at, outcome, ...from }) => (
          <li key={`${at} ${from.way} ${outcome}`} className={outcome === 'failed' ? 'security-failed' : undefined}>
            <span>
              <strong>
                <From {...from} /> <em>{say(outcome === 'done' ? SECURITY.done : SECURITY.failed)}</em>
              </strong>
              <small>
                <Moment at={at} />
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function From({ channel, way, address }: Pick<SecurityView['notices'][number], 'channel' | 'way' | 'address'>) {
  const { say } = useLanguage()
  return (
    <>
      {say(CHANNEL_WORDS[channel] ?? { zh: channel, en: channel })} · {say(WAY_WORDS[way] ?? { zh: way, en: way })}
      {address !== '' && ` · ${say(SECURITY.from)} ${address}`}
    </>
  )
}
