import { parseArgs } from 'node:util'
import { staffCount } from '../access/account-store.js'
import { isPost, POSTS } from '../access/posts.js'
import { parsePersonName } from '../kernel/name.js'
import { Refusal } from '../kernel/refusal.js'
import { authorityPeople } from './authority-room.js'
import { usage } from './cli-client.js'
import { type Foundation, openFoundation } from './foundation.js'
import { migrateHouse } from './migrate-house.js'
import { ROOT } from './place.js'
import { notTheFirst, unknownPost } from './refusals.js'
import { shippedTexts } from './release.js'
import { openRooms } from './rooms.js'
import { rulesInForce } from './rules-in-force.js'
import { readSettings } from './settings.js'

const OPTIONS = {
  login: { type: 'string' },
  name: { type: 'string' },
  number: { type: 'string' },
  agency: { type: 'string' },
  post: { type: 'string' },
} as const

/**
 * 首任人员。An installation without staff can appoint its first ones from where its keys are; from then on accounts come
 * from staff, by request, approval and grant. Prints a one-time code: the password is chosen by who activates.
 */
export async function appoint(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  const { login, name, number, agency, post } = values
  if (!login || !name || !number || !agency || !post) {
    usage('quanyi appoint --login 登录名 --name 姓名 --number 证件号码 --agency 机构代码 --post 岗位')
    console.error(
      `岗位 / Posts：${Object.entries(POSTS)
        .map(([code, { zh }]) => `${code} ${zh}`)
        .join('、')}`,
    )
    return 1
  }
  if (!isPost(post)) throw new Refusal(unknownPost, { post })
  const house = await openFoundation(readSettings(process.env, false))
  try {
    await migrateHouse(house)
    const rules = await rulesInForce(house.app, await shippedTexts(ROOT))
    rules.agency(agency)
    const rooms = openRooms(house, rules)
    if ((await house.app.transaction({}, staffCount)) >= MOST_FIRST) throw new Refusal(notTheFirst, {})
    const personId = await personOf(house, number, parsePersonName(name))
    const { accounts } = rooms
    const accountId = await accounts.create({ personId, realm: 'staff', login, name, agency, posts: [post] })
    const code = await accounts.firstCode(accountId)
    await (await house.sequence()).stop()
    console.log(
      `已开户：${login}（${POSTS[post].zh}，${rules.agency(agency).name}）\n一次性激活码 ${code} ，七日内在经办端“激活”页读过并签署保密承诺书，设置密码并绑定动态口令。`,
    )
    return 0
  } finally {
    await house.close()
  }
}

/** Enough for the three people that a grant takes, and two to spare. */
const MOST_FIRST = 5

async function personOf(house: Foundation, number: string, name: string): Promise<string> {
  const people = authorityPeople(house)
  return (await people.find(number, name))?.personId ?? people.make(number, name)
}
