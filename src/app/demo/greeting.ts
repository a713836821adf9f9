import { plus } from '../../kernel/period.js'
import type { Settings } from '../settings.js'
import { DEMO_CITY } from './city.js'
import { type DemoPerson, printPeople } from './people.js'
import { NOT_PLAYED } from './scenes.js'

/** 载入的进度，on one line of a terminal or now and then elsewhere. */
export function report(says: string, done: number, total: number, began: number): void {
  const share = Math.round((100 * done) / total)
  const left = done === 0 ? '' : `，约余 ${Math.round(((Date.now() - began) * (total - done)) / done / 1000)} 秒`
  if (says.includes(NOT_PLAYED)) console.log(`\n${says}`)
  else if (process.stdout.isTTY) process.stdout.write(`\r${says}  ${share}%${done === total ? '        \n' : left}   `)
  else if (done === total || done % 12 === 0) console.log(`${says}  ${share}%${done === total ? '' : left}`)
}

const FUND_MONTHS = `${plus(DEMO_CITY.through, -2)} 与 ${plus(DEMO_CITY.through, -1)}`

/** 开门的话：addresses, the main job by hand, and who can sign in. */
export function welcome(
  publicAddress: string,
  staffAddress: string,
  people: readonly DemoPerson[],
  { clock }: Settings,
  digitsOf: (person: DemoPerson) => string,
): void {
  console.log(`
示例市已开门（一切人和单位均为虚构）/ The demo city is open (everybody in it is invented)

  公众 Public   ${publicAddress}        参保人、用人单位、核验证明
  经办 Staff    ${staffAddress}        采集、审核、窗口查询、监督
  接口 API      ${publicAddress}/api/openapi.json

  亲手办一遍主要业务 / The main job by hand, month ${DEMO_CITY.through}:
    1. 青禾软件的经办人（operator-2）登录公众端，上传 ${publicAddress}/demo/samples/filing-2
    2. 初审（east-first）、复核（east-recheck）登录经办端，依次通过
    3. 前台采集（east-desk）上传征收结果 ${publicAddress}/demo/samples/levy-2 ，再由初审、复核通过
    4. 参保人（李晓萍）登录，逐个点开数字，看到凭证
    5. npm run quanyi -- demo tamper "update …"   任改一行，如实缴金额加一分
       npm run quanyi -- verify --demo

  再看几处 / Then look at:
    在办各件 Work list      east-first 待我办理：已认领、替岗；待补正与上呈的在各件中
    部门来文 Feeds          east-desk 比对与转移：差异、停待核查；另有样例 ${publicAddress}/demo/feeds
    基金     Fund           city-accounts 三方平衡：${FUND_MONTHS}，一个月签齐，一个月差一元
    待遇     Benefits       east-desk 待遇：支付批次与回盘、资格认证、目录
    档案     Archive        city-archive 上架、借阅逾期、外包扫描；city-quality 抽查
    申报季   Base season    operator-2 年度工资：李晓萍已确认，𠮷文静有异议
    代为办理 Acting for     李晓萍 可为 宋庆云（授权）、屈安（监护）、屈守田（已故亲属）办理；𠮷文静 的授权只限两个险种、十二个月；容静 只有 city-protected 查得到
    几家单位 Many firms     operator-1 还受第二家单位委派，页眉换单位；第三家已终止
    依法封存 Sealed look     supervisor 依法封存；city-query 登记簿；李晓萍 那里看不到，期满才出现
    成批变更 Batch change   city-approve 待批准；维护日志 maintenance log 由 city-audit 查看

    自助终端 Kiosk          ${publicAddress}/demo/kiosk   选一张卡，输入下列查询密码
    热线     Hotline        ${publicAddress}/hotline-simulator   在浏览器里打一通电话

  查询密码 / Query passwords:
${people
  .filter(({ realm, isPrinted }) => realm === 'citizen' && isPrinted)
  .map((person) => `    ${person.identityNumber}  ${digitsOf(person)}  ${person.name}`)
  .join('\n')}

${printPeople(people, clock.now())}

  动态口令随时可问 / One-time passwords: npm run quanyi -- demo code 登录名
  按 Ctrl+C 停下 / Ctrl+C to stop
`)
}
