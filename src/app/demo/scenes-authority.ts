import { AuthorityService } from '../../access/authority-service.js'
import { plusDays } from '../../kernel/day.js'
import { mod112 } from '../../kernel/mod11-2.js'
import { EAST } from './employers.js'
import type { Scene } from './scene-house.js'

const REQUEST = '0190d2a0-7200-7000-8000-000000000072'
const BODY = '11010119950316997'
const TERM = 365

/** 等待批准的开户：the east district asks for a second front-desk clerk; the city's head has not decided yet. */
const account: Scene = {
  ...{ name: 'authority', zh: '等待批准的开户申请', day: 'now' },
  play: async (house) => {
    const { authority } = house.parts
    if (authority === undefined) return
    const today = authority.clock.today()
    await new AuthorityService(authority).request(house.as('east-approve'), {
      ...{ kind: 'open', requestId: REQUEST, agency: EAST, posts: ['frontDesk', 'initialReviewer'] },
      ...{ name: '示春晓', identityNumber: BODY + mod112(BODY), login: 'east-desk-new' },
      ...{ from: today, through: plusDays(today, TERM) },
      ...{ reason: '窗口业务量增加，增设一个前台', proof: '示例市人社发〔2026〕18号' },
    })
  },
}

export const AUTHORITY_SCENES: readonly Scene[] = [account]
