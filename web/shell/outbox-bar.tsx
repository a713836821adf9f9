import { Button } from 'antd'
import { useDrafts } from './drafts.js'
import { type Both, useLanguage } from './language.js'
import { useOnline } from './network.js'
import './outbox.css'

const OUTBOX = {
  offline: {
    zh: '连不上服务器。可以继续填写，内容加密留在本机；提交的会排队，恢复后自动发出，只发一次。',
    en: 'The server cannot be reached. You can go on: what you type is sealed on this machine, and what you file waits and is sent once when it is back.',
  },
  waiting: { zh: '待发 {n} 件', en: '{n} waiting to be sent' },
  refused: { zh: '没有办成：{says}。{why}', en: 'Not accepted: {says}. {why}' },
  drop: { zh: '知道了，改后重新提交', en: 'Dismiss; correct it and file again' },
} as const satisfies Record<string, Both>

/** 断网与待发的提示。 */
export function OutboxBar() {
  const { say } = useLanguage()
  const { waiting, drop } = useDrafts()
  const online = useOnline()
  const open = waiting.filter(({ refused }) => refused === undefined)
  if (online && waiting.length === 0) return null
  return (
    <div className="outbox-bar no-print" role="status">
      {!online && <p>{say(OUTBOX.offline)}</p>}
      {open.length > 0 && (
        <p>
          <strong>{say(OUTBOX.waiting, { n: open.length })}</strong> {open.map(({ says }) => says).join('、')}
        </p>
      )}
      {waiting.map((parcel) =>
        parcel.refused === undefined ? null : (
          <p key={parcel.id} className="outbox-refused">
            {say(OUTBOX.refused, { says: parcel.says, why: parcel.refused })}{' '}
            <Button size="small" onClick={() => void drop(parcel)}>
              {say(OUTBOX.drop)}
            </Button>
          </p>
        ),
      )}
    </div>
  )
}
