import{C as i,F as n}from"./chunk-M3R52JNC.js";function t(){return i(n,{children:"This screen is being built."})}export{t as default};
