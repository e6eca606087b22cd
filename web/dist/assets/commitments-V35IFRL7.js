import{C as t,F as i}from"./chunk-M3R52JNC.js";function m(){return t(i,{children:"This screen is being built."})}export{m as default};
