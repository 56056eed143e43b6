/**
 * The parts of elements that are inside others of ours: a page styles each of them with `::part()`, as it does the parts
 * of the element that it places. A check finds one that is missing here.
 */
export const parts =
  'add-to-calendar,back,bar,box,call,card,change,change-details,choice,continue,day,fill-in,heading,input,join,later,leave,let-go,manage,month,move-confirm,notice,offer,pay,phone,segment,service,slot,submit,tab,tabs,take,times,visit,zone';
